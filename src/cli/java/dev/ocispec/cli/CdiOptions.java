package dev.ocispec.cli;

import dev.ocispec.cdi.Cdi;
import dev.ocispec.cdi.CdiException;
import dev.ocispec.spec.Spec;
import java.nio.file.Path;
import java.util.List;

/** The options that add devices to a configuration. */
final class CdiOptions {
  private CdiOptions() {}

  /** The configuration with these devices; files that can't be used are warned of. */
  static Spec inject(Spec spec, List<String> devices, List<String> folders, Streams streams) {
    if (devices.isEmpty()) {
      if (!folders.isEmpty()) {
        throw new UsageException("--cdi-dir requires --device");
      }
      return spec;
    }
    Cdi cdi = Cdi.loadUsable(folders.stream().map(Path::of).toArray(Path[]::new));
    Spec result = cdi.inject(spec, devices.toArray(String[]::new));
    for (CdiException problem : cdi.problems()) {
      streams.err().println("ocispec: warning: " + problem.getMessage());
    }
    return result;
  }
}
