/** Tables that people have: CSV in any usual encoding and shape, XLSX, or pasted text, read by one reader into columns and rows. */
@NullMarked
package com.partsportal.table;

import org.jspecify.annotations.NullMarked;
