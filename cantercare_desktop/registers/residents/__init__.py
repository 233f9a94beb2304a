"""The people the office keeps a record about: applicants, residents, those who left, and children."""
