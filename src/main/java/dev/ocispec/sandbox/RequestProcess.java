package dev.ocispec.sandbox;

import dev.ocispec.request.BuildRequest;
import java.util.List;

/** What a process is given beside its arguments. */
final class RequestProcess {
  private RequestProcess() {}

  /** The variables as {@code KEY=value}, in the request's order. */
  static List<String> entries(BuildRequest request) {
    return request.environment().stream().map(v -> v.key() + "=" + v.value()).toList();
  }

  /** The absolute path of the folder that the command starts in. */
  static String workingDirectory(BuildRequest request) {
    return "/" + request.workingDir().orElse("");
  }
}
