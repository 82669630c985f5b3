"""What happens to a case: events, `decide`, `evolve`, deadlines. Pure: time and places are arguments."""
