package com.partsportal.table;

import com.partsportal.shared.Folding;
import com.partsportal.shared.InvalidValue;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Which sheet of a workbook is read. */
public interface SheetChoice {

    /** The first one that is not hidden and holds rows: covers and empty sheets are passed over. */
    SheetChoice FIRST = sheets -> 0;

    /** Of the parameter of a call. */
    String DESCRIPTION =
            "Of a workbook: name of the sheet, or its number from 1; without it the first one that holds rows";

    /** Names in a message are so many at most. */
    int NAMED = 10;

    /**
     * @param sheets names of all sheets; empty for text, which has none
     * @return position from 0
     * @throws InvalidValue with field {@code sheet}: {@code sheet.unknown}, or {@code sheet.none} for text
     */
    int of(List<String> sheets);

    /** By its position from 0; the first one when there is no such sheet. */
    static SheetChoice at(int position) {
        return sheets -> position >= 0 && position < sheets.size() ? position : 0;
    }

    /** As a program names it: by name, case folded, or by number from 1; the first one for an empty text. */
    static SheetChoice named(String wanted) {
        var name = wanted.strip();
        return name.isEmpty() ? FIRST : sheets -> position(name, sheets);
    }

    private static int position(String wanted, List<String> sheets) {
        return IntStream.range(0, sheets.size())
                .filter(at -> Folding.fold(sheets.get(at)).equals(Folding.fold(wanted)))
                .findFirst()
                .orElseGet(() -> IntStream.range(0, Math.max(1, sheets.size()))
                        .filter(at -> wanted.equals(Integer.toString(at + 1)))
                        .findFirst()
                        .orElseThrow(() -> unknown(sheets)));
    }

    private static InvalidValue unknown(List<String> sheets) {
        return sheets.isEmpty()
                ? new InvalidValue("sheet", "sheet.none")
                : new InvalidValue(
                        "sheet", "sheet.unknown", sheets.stream().limit(NAMED).collect(Collectors.joining(", ")));
    }
}
