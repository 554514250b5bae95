package dev.ocispec.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a command line gives a command. */
interface ParsedArguments {
  /** The value of an option; null when it was not given. */
  @Nullable String value(String name);

  /** The values of an option that can be given several times. */
  List<String> values(String name);

  /** Whether an option was given, whatever its kind. */
  boolean has(String name);

  /** What is no option. */
  List<String> arguments();
}
