package dev.ocispec.image;

import dev.ocispec.imagespec.ImageConfig;
import dev.ocispec.report.internal.ForeignText;
import dev.ocispec.spec.ContainerProcess;
import java.util.List;

/** What an image says of the process, but for its user. */
final class ImageProcess {
  private ImageProcess() {}

  /**
   * Puts arguments, variables and working directory into a process.
   *
   * @param args the arguments; none leave those that there are
   * @param omitted gets a line for each thing that a process can't have
   */
  static void apply(
      ContainerProcess.Builder process,
      ImageConfiguration image,
      List<String> args,
      List<String> omitted) {
    ImageConfig execution = image.execution();
    if (!args.isEmpty()) {
      process.args(args);
    }
    for (String entry : execution.env()) {
      int equals = entry.indexOf('=');
      if (equals > 0) {
        process.putEnv(entry.substring(0, equals), entry.substring(equals + 1));
      } else {
        omitted.add("config.Env: \"" + ForeignText.shown(entry) + "\" is no NAME=value");
      }
    }
    String folder = execution.workingDir().orElse("");
    if (folder.startsWith("/") || image.document().os().equals("windows") && !folder.isEmpty()) {
      process.cwd(folder);
    } else if (!folder.isEmpty()) {
      omitted.add("config.WorkingDir: \"" + ForeignText.shown(folder) + "\" is no absolute path");
    }
  }
}
