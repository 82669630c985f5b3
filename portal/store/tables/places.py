"""The country: provinces, districts and villages."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from portal.store.tables.base import Base


class AreaRow(Base):
    """A province, district or village. `flaw` says what is wrong with the row in its source, if anything."""

    __tablename__ = "areas"
    __table_args__ = (Index(None, "level", "search_lo"), Index(None, "level", "search_en"))

    code: Mapped[str] = mapped_column(String(12), primary_key=True)
    level: Mapped[str] = mapped_column(String(12))
    parent: Mapped[str | None] = mapped_column(String(12), ForeignKey("areas.code"), index=True)
    name_lo: Mapped[str] = mapped_column(String(200))
    name_en: Mapped[str | None] = mapped_column(String(200))
    search_lo: Mapped[str] = mapped_column(String(200))
    search_en: Mapped[str | None] = mapped_column(String(200))
    flaw: Mapped[str | None] = mapped_column(String(40))
