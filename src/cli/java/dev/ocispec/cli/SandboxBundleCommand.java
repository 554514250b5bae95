package dev.ocispec.cli;

import dev.ocispec.bundle.Bundle;
import dev.ocispec.host.HostFacts;
import dev.ocispec.request.BuildRequest;
import dev.ocispec.request.BuildRequestJson;
import dev.ocispec.sandbox.Sandbox;
import dev.ocispec.sandbox.SandboxPlan;
import dev.ocispec.sandbox.SandboxProfile;
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
    HostFacts host = SandboxFlags.host(this, sandbox, request);
    SandboxPlan plan = SandboxFlags.plan(this, sandbox, request, host);
    // The profile tvix asks nothing of the host; who makes the bundle's folders counts all the
    // same.
    HostFacts caller = sandbox.profile() == SandboxProfile.TVIX ? HostFacts.detect() : host;
    Bundle.create(folder, request, plan, caller);
    return ExitCode.OK;
  }
}
