package dev.ocispec.sandbox;

import dev.ocispec.request.BuildRequest;
import dev.ocispec.request.EnvironmentVariable;
import java.util.ArrayList;
import java.util.List;

/** What a process is given beside its arguments. */
final class RequestProcess {
  private RequestProcess() {}

  /** The variables as {@code KEY=value}, in the request's order. */
  static List<String> entries(BuildRequest request) {
    List<String> entries = new ArrayList<>(request.environment().size());
    for (EnvironmentVariable variable : request.environment()) {
      entries.add(variable.key() + "=" + variable.value());
    }
    return entries;
  }

  /** The absolute path of the folder that the command starts in. */
  static String workingDirectory(BuildRequest request) {
    return "/" + request.workingDir().orElse("");
  }
}
