"""The demo house: the house of the pictures, with a year of signed history. Everybody in it is invented."""
