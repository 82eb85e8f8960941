-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- What she thought at a quotation, for herself: it is never published.

ALTER TABLE quotes ADD COLUMN note TEXT;
