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
        "Rewrite a configuration for an older release; losses are reported on standard error.",
        streams);
    option("--to", "VERSION", "Target release.");
    parameters("FILE", "1", "Configuration file; - reads standard input.");
  }

  @Override
  public Integer call() {
    String version = value("--to");
    if (version == null) {
      throw new UsageException("missing required option --to VERSION");
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
    streams().err().println("ocispec: cannot rewrite the configuration for release " + release);
    return ExitCode.NO;
  }

  private void tell(List<Finding> findings) {
    findings.forEach(finding -> streams().err().println(finding.toLine()));
  }
}
