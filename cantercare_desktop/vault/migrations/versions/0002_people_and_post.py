"""The people, the post, and what all registers share: signatures, drafts, staff, settings, numbers, search."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

SEARCHED = ("persons", "post_items")


def upgrade() -> None:
    op.create_table(
        "counters",
        sa.Column("series", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("series", "year", name="pk_counters"),
    )
    op.create_table(
        "persons",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("legal_name", sa.Text(), nullable=False),
        sa.Column("preferred_name", sa.Text(), nullable=False),
        sa.Column("sorted_name", sa.Text(), nullable=False),
        sa.Column("pronunciation", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("language_note", sa.Text(), nullable=False),
        sa.Column("born_on", sa.Date(), nullable=True),
        sa.Column("room", sa.Text(), nullable=False),
        sa.Column("applied_on", sa.Date(), nullable=True),
        sa.Column("moved_in_on", sa.Date(), nullable=True),
        sa.Column("moved_out_on", sa.Date(), nullable=True),
        sa.Column("forwarding_address", sa.Text(), nullable=False),
        sa.Column("safe_contact", sa.Text(), nullable=False),
        sa.Column("post_warning", sa.Text(), nullable=False),
        sa.Column("mother_id", sa.Integer(), nullable=True),
        sa.Column("recorded_at", sa.Integer(), nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["mother_id"], ["persons.id"], name="fk_persons_mother_id_persons"),
        sa.PrimaryKeyConstraint("id", name="pk_persons"),
    )
    op.create_index("ix_persons_mother_id", "persons", ["mother_id"], unique=False)
    op.create_index("ix_persons_sorted_name", "persons", ["sorted_name", "id"], unique=False)
    op.create_index("ix_persons_stage_mother_id", "persons", ["stage", "mother_id"], unique=False)
    op.create_index("ix_persons_stage_sorted_name", "persons", ["stage", "sorted_name", "id"], unique=False)
    op.create_table(
        "post_box_counts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("items", sa.Integer(), nullable=False),
        sa.Column("erased", sa.Integer(), nullable=False),
        sa.Column("explained", sa.Text(), nullable=False),
        sa.Column("explained_by", sa.Text(), nullable=False),
        sa.Column("replaced_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["replaced_by_id"], ["post_box_counts.id"], name="fk_post_box_counts_replaced_by_id_post_box_counts"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_post_box_counts"),
    )
    op.create_index("ix_post_box_counts_day", "post_box_counts", ["day", "id"], unique=False)
    op.create_table(
        "settings",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_settings"),
    )
    op.create_table(
        "staff",
        sa.Column("member", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("joined_at", sa.Integer(), nullable=False),
        sa.Column("left_at", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("member", name="pk_staff"),
    )
    op.create_table(
        "drafts",
        sa.Column("member", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("kept_at", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name="fk_drafts_person_id_persons"),
        sa.PrimaryKeyConstraint("member", "place", name="pk_drafts"),
    )
    op.create_index("ix_drafts_person_id", "drafts", ["person_id"], unique=False)
    op.create_table(
        "photographs",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("added_at", sa.Integer(), nullable=False),
        sa.Column("added_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name="fk_photographs_person_id_persons"),
        sa.PrimaryKeyConstraint("person_id", name="pk_photographs"),
    )
    op.create_table(
        "post_collectors",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("known_how", sa.Text(), nullable=False),
        sa.Column("asked_how", sa.Text(), nullable=False),
        sa.Column("at", sa.Integer(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("withdrawn_at", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name="fk_post_collectors_person_id_persons"),
        sa.PrimaryKeyConstraint("id", name="pk_post_collectors"),
    )
    op.create_index("ix_post_collectors_person_id_day", "post_collectors", ["person_id", "day"], unique=False)
    op.create_table(
        "signatures",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("register", sa.Text(), nullable=False),
        sa.Column("way", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("statement", sa.Text(), nullable=False),
        sa.Column("items", sa.Text(), nullable=False),
        sa.Column("strokes", sa.Text(), nullable=False),
        sa.Column("aspect", sa.Double(), nullable=False),
        sa.Column("started_at", sa.Integer(), nullable=False),
        sa.Column("ended_at", sa.Integer(), nullable=False),
        sa.Column("read_aloud", sa.Boolean(), nullable=False),
        sa.Column("known_how", sa.Text(), nullable=False),
        sa.Column("captured_by", sa.Text(), nullable=False),
        sa.Column("witness", sa.Text(), nullable=False),
        sa.Column("statement_mark", sa.Text(), nullable=False),
        sa.Column("items_mark", sa.Text(), nullable=False),
        sa.Column("strokes_mark", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name="fk_signatures_person_id_persons"),
        sa.PrimaryKeyConstraint("id", name="pk_signatures"),
    )
    op.create_index("ix_signatures_person_id_register", "signatures", ["person_id", "register"], unique=False)
    op.create_table(
        "post_hand_overs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.Integer(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("signature_id", sa.Integer(), nullable=False),
        sa.Column("collector", sa.Text(), nullable=False),
        sa.Column("items", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name="fk_post_hand_overs_person_id_persons"),
        sa.ForeignKeyConstraint(["signature_id"], ["signatures.id"], name="fk_post_hand_overs_signature_id_signatures"),
        sa.PrimaryKeyConstraint("id", name="pk_post_hand_overs"),
    )
    op.create_index("ix_post_hand_overs_at", "post_hand_overs", ["at"], unique=False)
    op.create_index("ix_post_hand_overs_number", "post_hand_overs", ["number"], unique=True)
    op.create_index("ix_post_hand_overs_person_id", "post_hand_overs", ["person_id", "id"], unique=False)
    op.create_table(
        "post_items",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("signed_for", sa.Boolean(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("state_since", sa.Integer(), nullable=False),
        sa.Column("came_at", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("waits_since", sa.Date(), nullable=False),
        sa.Column("came_by", sa.Text(), nullable=False),
        sa.Column("box_count_id", sa.Integer(), nullable=True),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("carrier", sa.Text(), nullable=False),
        sa.Column("tracking", sa.Text(), nullable=False),
        sa.Column("sender", sa.Text(), nullable=False),
        sa.Column("sensitive", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("logged_by", sa.Text(), nullable=False),
        sa.Column("hand_over_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["box_count_id"], ["post_box_counts.id"], name="fk_post_items_box_count_id_post_box_counts"
        ),
        sa.ForeignKeyConstraint(
            ["hand_over_id"], ["post_hand_overs.id"], name="fk_post_items_hand_over_id_post_hand_overs"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name="fk_post_items_person_id_persons"),
        sa.PrimaryKeyConstraint("id", name="pk_post_items"),
    )
    op.create_index("ix_post_items_box_count_id", "post_items", ["box_count_id"], unique=False)
    op.create_index("ix_post_items_day", "post_items", ["day", "id"], unique=False)
    op.create_index(
        "ix_post_items_hand_over_id",
        "post_items",
        ["hand_over_id"],
        unique=False,
        sqlite_where=sa.text("hand_over_id IS NOT NULL"),
    )
    op.create_index("ix_post_items_kind_day", "post_items", ["kind", "day", "id"], unique=False)
    op.create_index("ix_post_items_number", "post_items", ["number"], unique=True)
    op.create_index("ix_post_items_person_id_day", "post_items", ["person_id", "day", "id"], unique=False)
    op.create_index(
        "ix_post_items_person_id_state", "post_items", ["person_id", "state", "state_since", "id"], unique=False
    )
    op.create_index("ix_post_items_place_day", "post_items", ["place", "day", "id"], unique=False)
    op.create_index("ix_post_items_state_state_since", "post_items", ["state", "state_since", "id"], unique=False)
    op.create_index(
        "ix_post_items_state_waits_since", "post_items", ["state", "waits_since", "person_id", "kind"], unique=False
    )
    op.create_index("ix_post_items_tracking", "post_items", ["tracking"], unique=False)
    op.create_table(
        "post_incident_notes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.Integer(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("says", sa.Text(), nullable=False),
        sa.Column("taken_up", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["post_items.id"], name="fk_post_incident_notes_item_id_post_items"),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name="fk_post_incident_notes_person_id_persons"),
        sa.PrimaryKeyConstraint("id", name="pk_post_incident_notes"),
    )
    op.create_index("ix_post_incident_notes_item_id", "post_incident_notes", ["item_id"], unique=False)
    op.create_index("ix_post_incident_notes_person_id", "post_incident_notes", ["person_id"], unique=False)
    op.create_table(
        "post_steps",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("at", sa.Integer(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("witness", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["post_items.id"], name="fk_post_steps_item_id_post_items"),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name="fk_post_steps_person_id_persons"),
        sa.PrimaryKeyConstraint("id", name="pk_post_steps"),
    )
    op.create_index("ix_post_steps_item_id", "post_steps", ["item_id", "id"], unique=False)
    op.create_index("ix_post_steps_person_id", "post_steps", ["person_id", "id"], unique=False)
    for table in SEARCHED:
        op.execute(
            f"CREATE VIRTUAL TABLE search_{table} USING fts5("
            "words, tokenize = \"unicode61 remove_diacritics 2\", prefix = '2 3')"
        )
        op.execute(f"INSERT INTO search_{table} (search_{table}, rank) VALUES ('secure-delete', 1)")  # noqa: S608 - the names stand above


def downgrade() -> None:
    for table in SEARCHED:
        op.drop_table(f"search_{table}")
    op.drop_table("post_steps")
    op.drop_table("post_incident_notes")
    op.drop_table("post_items")
    op.drop_table("post_hand_overs")
    op.drop_table("signatures")
    op.drop_table("post_collectors")
    op.drop_table("photographs")
    op.drop_table("drafts")
    op.drop_table("staff")
    op.drop_table("settings")
    op.drop_table("post_box_counts")
    op.drop_table("persons")
    op.drop_table("counters")
