package dev.ocispec.cli;

import dev.ocispec.bundle.Bundle;
import dev.ocispec.host.HostFacts;
import dev.ocispec.request.BuildRequest;
import dev.ocispec.request.BuildRequestJson;
import dev.ocispec.sandbox.Sandbox;
import dev.ocispec.sandbox.SandboxPlan;
import dev.ocispec.sandbox.SandboxProfile;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes the bundle of a build request, ready to be run by a runtime. */
final class SandboxBundleCommand extends CliCommand {
  SandboxBundleCommand(Streams streams) {
    super("bundle", "Write the bundle for a build request.", streams);
    option("--request", "FILE", "Build request file; - reads standard input.");
    option("--out", "DIR", "Bundle directory to create, or an empty one.");
    NetworkOptions.declare(this);
    SandboxFlags.declare(this);
  }

  @Override
  public Integer call() {
    Path folder = Input.path(required("--out", "the bundle directory")).toAbsolutePath();
    String file = required("--request", "the build request file");
    Sandbox sandbox = SandboxFlags.sandbox(this);
    BuildRequest request =
        NetworkOptions.apply(
            this, NormaliseOption.apply(this, BuildRequestJson.read(Input.text(file, streams()))));
    HostFacts host =
        SandboxFlags.withTrees(SandboxFlags.host(this, sandbox, request), request, nearest(folder));
    SandboxPlan plan = SandboxFlags.plan(this, sandbox, request, host);
    NetworkOptions.remarkUnattached(this, plan.spec());
    // The profile tvix asks nothing of the host; who makes the bundle's folders counts all the
    // same.
    HostFacts caller = sandbox.profile() == SandboxProfile.TVIX ? HostFacts.detect() : host;
    Bundle.create(folder, request, plan, caller);
    return ExitCode.OK;
  }

  /** The folder, or the nearest above it that is there. */
  private static Path nearest(Path folder) {
    Path at = folder;
    while (at.getParent() != null && !Files.isDirectory(at)) {
      at = at.getParent();
    }
    return at;
  }
}
