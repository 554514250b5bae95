package dev.ocispec.sandbox;

import dev.ocispec.host.internal.PathBytes;
import dev.ocispec.report.internal.ForeignText;
import dev.ocispec.request.BuildNetwork;
import java.util.List;
import java.util.stream.Stream;
import org.immutables.value.Value;

/** What Immutables makes {@link InPlaceCommand} of, and what its parts have to be. */
@Value.Immutable(copy = false)
@Value.Style(
    visibility = Value.Style.ImplementationVisibility.PACKAGE,
    overshadowImplementation = true,
    jdkOnly = true,
    typeAbstract = "*Value")
abstract class InPlaceCommandValue implements InPlaceCommand {
  /** The builder that users see, for Immutables to implement. */
  interface Builder extends InPlaceCommand.Builder {}

  @Override
  @Value.Default
  public String place() {
    return DEFAULT_PLACE;
  }

  @Override
  @Value.Default
  public String workingDir() {
    return place();
  }

  @Override
  @Value.Default
  public BuildNetwork network() {
    return BuildNetwork.NONE;
  }

  @Value.Check
  void check() {
    if (args().isEmpty() || args().get(0).isEmpty()) {
      throw new IllegalArgumentException("expected a program to run, found none");
    }
    Stream.of(
            Stream.of(PathBytes.text(folder()), place(), workingDir()),
            shown().stream().flatMap(b -> Stream.of(PathBytes.text(b.source()), b.destination())),
            writable().stream().map(PathBytes::text),
            temporary().stream())
        .flatMap(paths -> paths)
        .filter(path -> !isClean(path))
        .findFirst()
        .ifPresent(
            path -> {
              throw new IllegalArgumentException(
                  "expected an absolute path without . and .., found \""
                      + ForeignText.shown(path)
                      + "\"");
            });
    environment().stream()
        .filter(variable -> variable.indexOf('=') < 0)
        .findFirst()
        .ifPresent(
            variable -> {
              throw new IllegalArgumentException(
                  "expected KEY=value, found \"" + ForeignText.shown(variable) + "\"");
            });
  }

  private static boolean isClean(String path) {
    return path.startsWith("/")
        && (path.length() == 1
            || List.of(path.substring(1).split("/", -1)).stream()
                .noneMatch(part -> part.isEmpty() || part.equals(".") || part.equals("..")));
  }
}
