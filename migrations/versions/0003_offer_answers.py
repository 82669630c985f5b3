"""Keep the answers that a draft is offered."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "offered_answers",
        sa.Column("case_id", sa.String(length=36), nullable=False),
        sa.Column("source", sa.String(length=36), nullable=False),
        sa.Column("values", sa.Text(), nullable=False),
        sa.Column("offered_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_offered_answers_case_id_cases")),
        sa.PrimaryKeyConstraint("case_id", "source", name=op.f("pk_offered_answers")),
    )


def downgrade() -> None:
    op.drop_table("offered_answers")
