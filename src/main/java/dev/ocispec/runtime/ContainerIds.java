package dev.ocispec.runtime;

import dev.ocispec.report.internal.ForeignText;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What may be a container id. Narrower than what any one runtime takes: an id of {@code ..} makes
 * some runtimes delete the folder above their own.
 */
final class ContainerIds {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.+-]{0,75}");

  private ContainerIds() {}

  static String checked(String id, RuntimeProgram program, String verb) {
    if (!ID.matcher(id).matches()) {
      throw new InvalidContainerIdException(
          "expected a container id of 1 to 76 characters, a letter or digit and then letters,"
              + " digits and _ . + -, found \""
              + ForeignText.shown(id)
              + "\"",
          CallReport.notRun(program.executable(), verb, Optional.empty()));
    }
    return id;
  }
}
