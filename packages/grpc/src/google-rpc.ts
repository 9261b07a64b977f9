/** What an error says besides its code, as Google's APIs say it (google/rpc/status.proto and error_details.proto: the parts that we fill). */
export const googleRpc = `
syntax = "proto3";

package google.rpc;

import "google/protobuf/any.proto";
import "google/protobuf/duration.proto";

message Status {
  int32 code = 1;
  string message = 2;
  repeated google.protobuf.Any details = 3;
}
message ErrorInfo {
  string reason = 1;
  string domain = 2;
  map<string, string> metadata = 3;
}
message RetryInfo {
  google.protobuf.Duration retry_delay = 1;
}
message BadRequest {
  message FieldViolation {
    string field = 1;
    string description = 2;
  }
  repeated FieldViolation field_violations = 1;
}
message RequestInfo {
  string request_id = 1;
}
message LocalizedMessage {
  string locale = 1;
  string message = 2;
}
`
