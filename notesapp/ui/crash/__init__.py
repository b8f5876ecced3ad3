"""What nobody expected: the work made safe, a report that can be copied, nothing sent anywhere."""
