package dev.ocispec.cli;

import dev.ocispec.bundle.Bundle;
import dev.ocispec.host.HostFacts;
import dev.ocispec.request.BuildRequest;
import dev.ocispec.request.BuildRequestJson;
import dev.ocispec.sandbox.Sandbox;
import dev.ocispec.spec.Spec;
import java.nio.file.Path;

/** Writes the bundle of a build request, ready to be run by a runtime. */
final class SandboxBundleCommand extends CliCommand {
  SandboxBundleCommand(Streams streams) {
    super("bundle", "Write the bundle of a build request.", streams);
    option("--request", "FILE", "The build request; - is standard input.");
    option("--out", "DIR", "A new or empty folder for the bundle.");
    SandboxFlags.declare(this);
  }

  @Override
  public Integer call() {
    Path folder = Input.path(required("--out", "the folder for the bundle")).toAbsolutePath();
    String file = required("--request", "the build request");
    Sandbox sandbox = SandboxFlags.sandbox(this);
    BuildRequest request = BuildRequestJson.read(Input.text(file, streams()));
    Spec spec = SandboxFlags.plan(this, sandbox, request).spec();
    Bundle.create(folder, request, spec, HostFacts.detect());
    return ExitCode.OK;
  }
}
