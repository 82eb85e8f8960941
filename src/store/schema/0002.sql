-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- The language a review is written in, for checking its spelling: a tag such as en_GB, "none" for a
-- review that is not checked, NULL for the language of the system.

ALTER TABLE reviews ADD COLUMN language TEXT;
