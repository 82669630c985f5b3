"""What people do with cases: each use case is one transaction of permission, decision, events and outbox."""
