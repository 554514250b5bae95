package dev.ocispec.cli;

import dev.ocispec.request.ExpectedDigest;
import dev.ocispec.request.ExpectedOutput;

/** The option that promises the digest of an output. */
final class ExpectOption {
  /** Given once for each promised output. */
  static final String EXPECT = "--expect";

  private ExpectOption() {}

  static void declare(CliCommand command) {
    command.repeatedOption(
        EXPECT,
        "OUTPUT=DIGEST",
        "Digest that an output must have, for example build/out=sha256:HEX; with nar: before it,"
            + " that of its Nix archive.");
  }

  static ExpectedOutput of(String output, String digest) {
    return new ExpectedOutput(
        output,
        ExpectedDigest.of(digest)
            .orElseThrow(
                () ->
                    new UsageException(
                        EXPECT
                            + ": expected [nar:]sha256:HEX, [nar:]blake3:HEX or sha256-BASE64,"
                            + " found "
                            + digest)));
  }
}
