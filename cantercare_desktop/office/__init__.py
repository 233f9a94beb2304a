"""What all registers share: policy, people, staff, clock, signing, the Register shape and the unit of work."""
