"""The books the office keeps, one folder each."""
