"""The Qt kit: theme, fields, lists, signature pad, message bar, jobs. It knows no register and no vault."""
