import { parseDig, parseResponse } from "../../../testing/outside";

it("reads status, headers, and body of the last response", () => {
  const headers = "HTTP/1.1 201 Created\r\nContent-Type: text/plain\r\nX-Time: 12:30:00\r\n\r\n";
  expect(parseResponse(`HTTP/1.1 100 Continue\r\n\r\n${headers}one\n\nHTTP/1.1 200 OK\n\ntwo`)).toEqual({
    status: 201,
    headers: { "content-type": "text/plain", "x-time": "12:30:00" },
    text: "one\n\nHTTP/1.1 200 OK\n\ntwo",
  });
  expect(parseResponse("HTTP/2 204 \r\n\r\n")).toEqual({ status: 204, headers: {}, text: "" });
});

it("reads status and sorted data of a DNS answer", () => {
  const output = `;; Got answer:
;; ->>HEADER<<- opcode: QUERY, status: NOERROR, id: 1
;; flags: qr aa; QUERY: 1, ANSWER: 2

;; ANSWER SECTION:
page.lab.example.com.	10	IN	A	10.0.10.12
page.lab.example.com.	10	IN	A	10.0.10.11
`;
  expect(parseDig(output)).toEqual({ status: "NOERROR", data: ["10.0.10.11", "10.0.10.12"] });
  expect(parseDig(";; communications error to 10.0.10.11#53: timed out\n")).toEqual({ status: "no answer", data: [] });
});
