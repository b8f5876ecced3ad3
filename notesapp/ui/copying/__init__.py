"""What destinations are given: chosen, previewed and copied."""
