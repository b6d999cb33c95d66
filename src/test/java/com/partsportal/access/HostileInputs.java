package com.partsportal.access;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What a client may send by mistake or on purpose. Names and values are percent-encoded already. */
final class HostileInputs {

    private HostileInputs() {}

    /** For a field of a form or a parameter of a query ({@code %s}): names that a binder could read as a path into an object. */
    static final List<String> NAMES = List.of(
            "%s%%5B0%%5D",
            "%s%%5B%%5D",
            "%s%%5Bx%%5D",
            "%s%%5B",
            "%s%%5B99999999%%5D",
            "%s%%5B0%%5D.x%%5B1%%5D",
            "%s.x",
            "%s.",
            "_%s",
            "!%s",
            "%s%%00");

    static final List<String> VALUES = List.of(
            "",
            "a%00b",
            "%ED%A0%80",
            "%F0%9F%94%A9%E2%80%AE%E2%80%8B",
            "a%0D%0AX-Injected:%20yes",
            "%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
            "%24%7B7*7%7D%23%7B7*7%7D__%24%7B7%7D__",
            "-1",
            "99999999999999999999",
            "%2B999999999-12-31",
            "00000000-0000-0000-0000-000000000000",
            "x".repeat(3000));

    /** In place of a variable of a path. */
    static final List<String> PATH_PARTS = List.of(
            "x",
            "00000000-0000-0000-0000-000000000000",
            "a%00b",
            "%",
            "%zz",
            "%2F",
            "a;b=c",
            "%F0%9F%94%A9",
            "x".repeat(2000));

    static final List<String> QUERIES = List.of(
            "%",
            "a=%zz",
            "%00=1",
            "a=%00",
            "=",
            "&&&=&",
            "a%5B0%5D=1&a.b=2",
            "sort=password&sort=&limit=100000",
            "cursor=AAAA&limit=-1",
            "after=AAAA&page=99999999999999999999",
            "continue=%0d%0a//evil.example",
            IntStream.range(0, 1200).mapToObj(n -> "p" + n + "=1").collect(Collectors.joining("&")));

    /** One header line each: what a controller's own code may read. */
    static final List<String> HANDLED = List.of(
            "Accept: */html, //, ;;",
            "Accept-Language: de;q=1.5, ;;, x-\u00e4, *",
            "Content-Type: */*",
            "Content-Type: application/json;charset=utf-99",
            "Content-Type: multipart/form-data",
            "Content-Type: application/x-www-form-urlencoded; charset=utf-99",
            "If-Match: \"",
            "Range: bytes=9-1,x-",
            "Idempotency-Key: \u00e4");

    /** One header line each: what Tomcat, Spring or a filter reads. */
    static final List<String> HEADERS = headers();

    private static List<String> headers() {
        var lines = new ArrayList<>(List.of(
                "Accept-Language: "
                        + IntStream.range(0, 30)
                                .mapToObj(
                                        n -> "de-" + (char) ('A' + n % 26) + (char) ('A' + n / 26) + ";q=0." + (99 - n))
                                .collect(Collectors.joining(", ")),
                "Accept-Language: de;q=1.5, ;;, x-\u00e4, *",
                "Accept-Language: " + "a".repeat(5000),
                "Accept: */*",
                "Accept: application/json",
                "Accept: text/html",
                "Accept: text/csv;q=x",
                "Accept: */html, //, ;;",
                "Accept: application/*;charset=\"",
                "Accept: " + String.join(",", Collections.nCopies(300, "a/b")),
                "Accept-Charset: utf-99",
                "Accept-Encoding: gzip;q=x, \u00e4",
                "Content-Type: */*",
                "Content-Type: application/*",
                "Content-Type: x",
                "Content-Type: /;;",
                "Content-Type: application/json;charset=utf-99",
                "Content-Type: application/json;charset=\"",
                "Content-Type: text/html;charset=%00",
                "Content-Type: multipart/form-data",
                "Content-Type: multipart/form-data; boundary=",
                "Content-Type: multipart/form-data; boundary=" + "b".repeat(300),
                "Content-Type: multipart/mixed; boundary=x",
                "Content-Type: application/x-www-form-urlencoded; charset=utf-99",
                "Content-Type: application/x-www-form-urlencoded; charset=UTF-16",
                "Content-Type: application/xml",
                "Content-Encoding: gzip",
                "Transfer-Encoding: gzip",
                "Transfer-Encoding: x, chunked",
                "Expect: 100-continue",
                "Expect: 200-ok",
                "Range: bytes=9-1,x-",
                "Range: bytes=" + "0-1,".repeat(200) + "1-2",
                "If-Modified-Since: tomorrow",
                "If-None-Match: \"x, W/",
                "If-Match: \"",
                "If-Unmodified-Since: 0",
                "Authorization: Basic %%%",
                "Authorization: Basic eA==",
                "Authorization: Basic AAAA",
                "Authorization: Basic",
                "Authorization: Bearer",
                "Authorization: Bearer \u00e4\u00e4",
                "Authorization: Digest x",
                "Cookie: portal-session=x",
                "Cookie: portal-session=AA==",
                "Cookie: portal-session=%00; portal-csrf=%00",
                "Cookie: portal-session=" + "x".repeat(3000),
                "Cookie: =;;=; \u00e4=\u00e4; portal-session",
                "Cookie: portal-csrf=\"",
                "X-Forwarded-For: x, 1.2.3.4.5, ::::",
                "X-Forwarded-Host: evil.example:x",
                "X-Forwarded-Proto: gopher",
                "Forwarded: for=\"",
                "Origin: null",
                "Origin: \u00e4",
                "Referer: \u00e4",
                "Sec-Fetch-Site: cross-site",
                "HX-Request: true",
                "HX-Current-URL: %%%",
                "HX-Trigger: \u00e4",
                "Idempotency-Key: \u00e4",
                "Idempotency-Key: " + "k".repeat(300),
                "Upgrade: h2c",
                "Connection: upgrade, x",
                "X-Http-Method-Override: PUT",
                "X-Very-Long: " + "x".repeat(60_000)));
        return List.copyOf(lines);
    }

    /** Bodies of the type of a form. */
    static final List<String> FORMS = List.of(
            "%zz=%zz",
            "=&=&;",
            "\u0000",
            "_csrf=%00",
            "a".repeat(3000),
            IntStream.range(0, 1200).mapToObj(n -> "p" + n + "=1").collect(Collectors.joining("&")));

    static final List<String> JSON = List.of(
            "",
            "{",
            "[]",
            "null",
            "0",
            "\"\"",
            "{}",
            "{\"x\":1}",
            "{\"reason\":null}",
            "{\"reason\":{}}",
            "{\"reason\":\"\\u0000\"}",
            "{\"reason\":\"\\ud800\"}",
            "{\"email\":[\"a@b.example\"],\"email\":1}",
            "{\"decision\":\"approve\",\"comment\":\"\\u0000\"}",
            "{\"decision\":7}",
            "{\"name\":\"\\u0000\"}",
            "{\"lines\":[{\"partId\":\"x\",\"quantities\":[1e400]}]}",
            "{\"lines\":[null],\"neededBy\":\"+999999999-12-31\"}",
            "[{\"number\":\"1\",\"revision\":\"\",\"description\":\"d\",\"lastQuoted\":\"+294277-01-01\"}]",
            "[{\"number\":\"1\",\"revision\":\"\",\"description\":\"d\",\"lastQuotedQuantity\":99999999999}]",
            "[null]",
            "{\"companyName\":\"A\",\"email\":\"a@b.example\",\"ranking\":\"A\",\"invite\":\"yes\"}",
            "{\"validDays\":99999999999,\"companyName\":\"A\",\"email\":\"a@b.example\",\"ranking\":\"A\",\"invite\":true}",
            "[".repeat(3000),
            "{\"a\":".repeat(1500),
            "1".repeat(2000),
            "\"" + "x".repeat(100_000) + "\"");

    /** Bodies of a multipart form with the boundary {@code b}; {@code FIELD} stands for the name of a field. */
    static final List<String> MULTIPART = List.of(
            "",
            "--b",
            part("name=\"FIELD\"", "x").substring(0, 20),
            part("name=\"FIELD[0]\"", "x"),
            part("name=\"FIELD.x\"; filename=\"a.csv\"", "x"),
            part("name=\"FIELD\"; filename=\"\u0000.csv\"", "\u0000"),
            part("name=\"FIELD\"; filename=\"../../x\r\n\"", "x"),
            part("name=\"FIELD\"; filename*=utf-99''%zz", "x"),
            part("name=\"FIELD\"; filename=\"a.csv\"\r\nContent-Type: */*", "company_name;email\n\u0000;\u0000"),
            part("name=\"FIELD\"; filename=\"a.csv\"\r\nContent-Transfer-Encoding: base64", "%%%"),
            part("filename=\"a.csv\"", "x"),
            part("name=\"\u0000\"", "x"),
            part("name=\"FIELD\"\r\nX: " + "x".repeat(20_000), "x"),
            IntStream.range(0, 60)
                    .mapToObj(n -> "--b\r\nContent-Disposition: form-data; name=\"p" + n + "\"\r\n\r\nx\r\n")
                    .collect(Collectors.joining("", "", "--b--\r\n")));

    private static String part(String disposition, String content) {
        return "--b\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n" + content + "\r\n--b--\r\n";
    }

    /** Whole requests, up to what no parser takes; {@code PATH} stands for a path. */
    static final List<String> REQUESTS = List.of(
            "GET PATH HTTP/1.1\r\n\r\n",
            "GET PATH HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
            "GET PATH HTTP/1.1\r\nHost: \u00e4:x\r\n\r\n",
            "GET PATH HTTP/1.1\r\nHost: a:99999999\r\n\r\n",
            "GET PATH HTTP/9.9\r\nHost: a\r\n\r\n",
            "GET  PATH  HTTP/1.1\r\nHost: a\r\n\r\n",
            "G\u0000T PATH HTTP/1.1\r\nHost: a\r\n\r\n",
            "get PATH HTTP/1.1\r\nHost: a\r\n\r\n",
            "FOO PATH HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n",
            "TRACE PATH HTTP/1.1\r\nHost: a\r\n\r\n",
            "CONNECT PATH HTTP/1.1\r\nHost: a\r\n\r\n",
            "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n",
            "PROPFIND PATH HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n",
            "GET http://evil.example/PATH HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET PATH\u0000 HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET PATH\u00e4<> HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET PATH/../..%2f..%2f HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET /PATH//..//. HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET PATH/%00 HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET PATH/%zz HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET PATH/%C0%AE%C0%AE HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET PATH;a=b;c HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET PATH\\..\\x HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET PATH HTTP/1.1\r\nHost: a\r\nX\r\n\r\n",
            "GET PATH HTTP/1.1\r\nHost: a\r\nX : y\r\n\r\n",
            "GET PATH HTTP/1.1\r\nHost: a\r\nX: \u0000\r\n\r\n",
            "GET PATH HTTP/1.1\r\nHost: a\r\n folded\r\n\r\n",
            "GET PATH HTTP/1.1\r\nHost: a\r\nX: " + "x".repeat(80_000) + "\r\n\r\n",
            "GET PATH?" + "x".repeat(80_000) + " HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET PATH HTTP/1.1\r\nHost: a\r\n" + "X: y\r\n".repeat(400) + "\r\n",
            "POST PATH HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
            "POST PATH HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n",
            "POST PATH HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999\r\n\r\n",
            "POST PATH HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
            "POST PATH HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            "POST PATH HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n\r\n",
            chunked("application/json"),
            chunked("application/x-www-form-urlencoded"),
            chunked("multipart/form-data; boundary=b"),
            chunked("text/csv"),
            "\u0016\u0003\u0001 hello\r\n\r\n");

    /** A chunk without a size. */
    private static String chunked(String type) {
        return "POST PATH HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Type: " + type
                + "\r\n\r\n3\r\nabc\r\n-5\r\nabc\r\n0\r\n\r\n";
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
