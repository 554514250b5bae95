package dev.ocispec.request;

import dev.ocispec.host.internal.PathBytes;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * A command to run on named inputs in an isolated container, and the outputs expected of it.
 *
 * <p>All paths are in the container, written relative to its root: {@code nix/store} is seen as
 * {@code /nix/store} by the command. They are clean: no empty component, no {@code .} or {@code
 * ..}, no slash at the end. Only the builder and {@link BuildRequestJson} make requests, and none
 * that breaks one of {@link RequestRule}.
 *
 * <p>Equal requests give equal specifications. Inputs are kept sorted by name, so their order does
 * not matter; all other lists keep the order in which they were given.
 */
public interface BuildRequest extends RequestJacksonRefusal, OutputPromises {
  /** {@return the inputs, sorted by name} Each is seen read-only below {@link #inputsDir()}. */
  List<BuildInput> inputs();

  /** {@return the command and its arguments; never empty} */
  List<String> commandArgs();

  /** {@return where the command starts; empty for the container's root} */
  Optional<String> workingDir();

  /** {@return folders that the command can write to, each a folder of its own in the bundle} */
  List<String> scratchPaths();

  /** {@return the folder that the inputs are seen in; always there when there are inputs} */
  Optional<String> inputsDir();

  /** {@return the command's whole environment} */
  List<EnvironmentVariable> environment();

  /** {@return what is asked of the machine, and what is allowed} */
  BuildConstraints constraints();

  /**
   * {@return files that are written before the command starts, in scratch paths or elsewhere} See
   * {@link AdditionalFile}.
   */
  List<AdditionalFile> additionalFiles();

  /** {@return texts that the outputs are searched for afterwards} */
  List<String> refscanNeedles();

  /**
   * {@return seconds since 1970 that every output is dated to, when outputs are to be the same each
   * time; empty, the default, leaves them as the build made them}
   */
  OptionalLong normalise();

  /**
   * {@return the longest scratch path that is {@code path} or a folder above it: where {@code path}
   * lies when the build writes it} Empty when the build can't write there.
   *
   * @param path a path relative to the container's root
   */
  default Optional<String> scratchPathOf(String path) {
    return scratchPaths().stream()
        .filter(scratch -> path.equals(scratch) || path.startsWith(scratch + "/"))
        .max(Comparator.comparingInt(String::length));
  }

  /**
   * {@return the paths of the host that the container is to see: sources of inputs, read-only paths
   * and the root file system}
   */
  default Set<Path> hostPaths() {
    Set<Path> paths = new TreeSet<>();
    constraints().availableReadOnlyPaths().forEach(path -> paths.add(PathBytes.path(path)));
    inputs().forEach(input -> input.source().ifPresent(paths::add));
    constraints().rootFs().ifPresent(paths::add);
    return paths;
  }

  /** {@return a builder with nothing set} */
  static Builder builder() {
    return ImmutableBuildRequest.builder();
  }

  /** {@return a builder that holds all of this request} */
  default Builder toBuilder() {
    return ImmutableBuildRequest.builder().from(this);
  }

  /** Collects the parts of a request. Not thread-safe. */
  interface Builder extends RequestPlaces, OutputPromises.Builder<Builder> {
    /**
     * Replaces the inputs.
     *
     * @param inputs the inputs
     * @return this builder
     */
    Builder inputs(Iterable<? extends BuildInput> inputs);

    /**
     * Appends an input.
     *
     * @param input the input
     * @return this builder
     */
    Builder addInput(BuildInput input);

    /**
     * Appends an input that comes from a file or folder of the host.
     *
     * @param name the name that the input has among the inputs
     * @param source the file or folder
     * @return this builder
     */
    default Builder addInput(String name, Path source) {
      return addInput(new BuildInput(name, Optional.of(source)));
    }

    /**
     * Appends an input that something else will provide.
     *
     * @param name the name that the input has among the inputs
     * @return this builder
     */
    default Builder addInput(String name) {
      return addInput(new BuildInput(name, Optional.empty()));
    }

    /**
     * Replaces the command and its arguments.
     *
     * @param args the command, then its arguments
     * @return this builder
     */
    default Builder commandArgs(String... args) {
      return commandArgs(List.of(args));
    }

    /**
     * Replaces the command and its arguments.
     *
     * @param args the command, then its arguments
     * @return this builder
     */
    Builder commandArgs(Iterable<String> args);

    /**
     * Appends arguments.
     *
     * @param args the arguments
     * @return this builder
     */
    Builder addCommandArgs(String... args);

    /**
     * Replaces the environment.
     *
     * @param variables the variables
     * @return this builder
     */
    Builder environment(Iterable<? extends EnvironmentVariable> variables);

    /**
     * Appends a variable.
     *
     * @param variable the variable
     * @return this builder
     */
    Builder addEnvironment(EnvironmentVariable variable);

    /**
     * Sets a variable, at its place if it is there, else at the end.
     *
     * @param key the variable's name
     * @param value its value
     * @return this builder
     */
    Builder putEnvironment(String key, String value);

    /**
     * Removes a variable if it is there.
     *
     * @param key the variable's name
     * @return this builder
     */
    Builder removeEnvironment(String key);

    /**
     * Replaces the constraints.
     *
     * @param constraints the constraints
     * @return this builder
     */
    Builder constraints(BuildConstraints constraints);

    /**
     * Amends the constraints.
     *
     * @param edit what to change
     * @return this builder
     */
    Builder constraints(Consumer<BuildConstraints.Builder> edit);

    /**
     * Replaces the files that are written before the command starts.
     *
     * @param files the files
     * @return this builder
     */
    Builder additionalFiles(Iterable<? extends AdditionalFile> files);

    /**
     * Appends a file that is written before the command starts.
     *
     * @param file the file
     * @return this builder
     */
    Builder addAdditionalFile(AdditionalFile file);

    /**
     * Appends a file with these bytes.
     *
     * @param path where the file is written, relative to the container's root
     * @param contents the file's bytes
     * @return this builder
     */
    default Builder addAdditionalFile(String path, byte[] contents) {
      return addAdditionalFile(AdditionalFile.of(path, contents));
    }

    /**
     * Appends a file with the text's UTF-8 bytes.
     *
     * @param path where the file is written, relative to the container's root
     * @param contents the file's text
     * @return this builder
     */
    default Builder addAdditionalFile(String path, String contents) {
      return addAdditionalFile(AdditionalFile.of(path, contents));
    }

    /**
     * Replaces the texts that the outputs are searched for.
     *
     * @param needles the texts
     * @return this builder
     */
    default Builder refscanNeedles(String... needles) {
      return refscanNeedles(List.of(needles));
    }

    /**
     * Replaces the texts that the outputs are searched for.
     *
     * @param needles the texts
     * @return this builder
     */
    Builder refscanNeedles(Iterable<String> needles);

    /**
     * Appends texts that the outputs are searched for.
     *
     * @param needles the texts
     * @return this builder
     */
    Builder addRefscanNeedles(String... needles);

    /**
     * Has outputs made the same each time, dated to a moment; see {@code docs/sandbox.md}.
     *
     * @param epoch seconds since 1970, 0 to 4294967295; also the value of SOURCE_DATE_EPOCH
     * @return this builder
     */
    Builder normalise(long epoch);

    /**
     * {@link #normalise(long)} with a moment, of which fractions of a second are dropped.
     *
     * @param epoch the moment
     * @return this builder
     */
    default Builder normalise(Instant epoch) {
      return normalise(epoch.getEpochSecond());
    }

    /**
     * Makes the request; the builder can be reused.
     *
     * @return the request
     * @throws InvalidBuildRequestException with all faults when there are any
     */
    BuildRequest build();
  }
}
