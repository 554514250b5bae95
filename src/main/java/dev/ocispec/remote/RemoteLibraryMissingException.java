package dev.ocispec.remote;

import dev.ocispec.report.OciException;

/**
 * Builds on other machines need gRPC and protobuf, which are not on the class path, or not with all
 * that they need themselves. The message has the lines that a build adds; docs/dependencies.md
 * lists the jars.
 */
public final class RemoteLibraryMissingException extends OciException {
  /** The releases that this library is built and tested with. */
  static final String GRPC = "1.83.0";

  static final String PROTOBUF = "4.36.2";

  private static final long serialVersionUID = 1L;

  RemoteLibraryMissingException(Throwable cause) {
    super(
        "builds on other machines need gRPC and protobuf, which are not on the class path ("
            + cause
            + "); add them to the dependencies of the build:\n"
            + artifact("io.grpc", "grpc-netty-shaded", GRPC)
            + artifact("io.grpc", "grpc-protobuf", GRPC)
            + artifact("io.grpc", "grpc-stub", GRPC)
            + artifact("com.google.protobuf", "protobuf-java", PROTOBUF).strip(),
        cause);
  }

  private static String artifact(String group, String name, String version) {
    return "<groupId>"
        + group
        + "</groupId><artifactId>"
        + name
        + "</artifactId><version>"
        + version
        + "</version>\n";
  }
}
