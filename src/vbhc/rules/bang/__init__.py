"""Tables agree with themselves: numbers of rows, sums, headings, tasks with a lead and a deadline."""
