package dev.ocispec.cli;

import dev.ocispec.json.Json;
import dev.ocispec.report.Finding;
import dev.ocispec.spec.Spec;
import dev.ocispec.version.Downgrade;
import dev.ocispec.version.Release;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Rewrites a configuration for another release. */
final class DowngradeCommand extends CliCommand {
  DowngradeCommand(Streams streams) {
    super(
        "downgrade",
        "Rewrite a configuration for an older release; what is lost is told on standard error.",
        streams);
    option("--to", "VERSION", "The release.");
    parameters("FILE", "1", "The configuration; - is standard input.");
  }

  @Override
  public Integer call() {
    String version = value("--to");
    if (version == null) {
      throw new UsageException("--to is needed: the release to rewrite for");
    }
    Release release = ReleaseOption.of("--to", version);
    Spec spec = (Spec) Input.document(arguments().get(0), "config", streams());
    Downgrade result = Downgrade.of(spec, release);
    if (result instanceof Downgrade.Done done) {
      tell(done.losses());
      streams()
          .write(Json.unchecked().toPrettyString(done.spec()).getBytes(StandardCharsets.UTF_8));
      return ExitCode.OK;
    }
    tell(((Downgrade.Refused) result).reasons());
    streams().err().println("ocispec: the configuration can't be rewritten for " + release);
    return ExitCode.NO;
  }

  private void tell(List<Finding> findings) {
    findings.forEach(finding -> streams().err().println(finding.toLine()));
  }
}
