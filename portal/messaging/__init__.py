"""SMS: the outbox, the gateways that carry it, and the delivery between them."""
