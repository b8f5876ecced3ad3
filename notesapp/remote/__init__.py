"""What reaches the program from outside its windows: other programs, and pedals."""
