package dev.ocispec.request;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * A command to run on named inputs in a closed container, and the outputs that are expected of it.
 *
 * <p>Paths are those in the container, written relative to its root: {@code nix/store} is seen as
 * {@code /nix/store} by the command. They are clean: no empty component, no {@code .} or {@code
 * ..}, no slash at the end. Only the builder and {@link BuildRequestJson} make requests, and none
 * that breaks one of {@link RequestRule}.
 *
 * <p>Equal requests give equal specifications. Inputs are kept sorted by name, so their order does
 * not count; all other lists keep the order in which they were given.
 */
public interface BuildRequest {
  /** The inputs, sorted by name. Each is seen read-only below {@link #inputsDir()}. */
  List<BuildInput> inputs();

  /** The command and its arguments; never empty. */
  List<String> commandArgs();

  /** Where the command starts; empty for the container's root. */
  Optional<String> workingDir();

  /** Folders that the command can write to, each a folder of its own in the bundle. */
  List<String> scratchPaths();

  /** The folder that the inputs are seen in; always there when there are inputs. */
  Optional<String> inputsDir();

  /** Files and folders that the command must leave. */
  List<String> outputs();

  /** The command's whole environment. */
  List<EnvironmentVariable> environment();

  /** What is asked of the machine, and what is allowed. */
  BuildConstraints constraints();

  /**
   * Files that are written before the command starts, in scratch paths or elsewhere; see {@link
   * AdditionalFile}.
   */
  List<AdditionalFile> additionalFiles();

  /** Texts that the outputs are searched for afterwards. */
  List<String> refscanNeedles();

  /**
   * The longest scratch path that is {@code path} or a folder above it: where {@code path} lies
   * when the build writes it. Empty when the build can't write there.
   */
  default Optional<String> scratchPathOf(String path) {
    return scratchPaths().stream()
        .filter(scratch -> path.equals(scratch) || path.startsWith(scratch + "/"))
        .max(Comparator.comparingInt(String::length));
  }

  /** The paths of the host that the container is to see: sources of inputs and read-only paths. */
  default Set<Path> hostPaths() {
    Set<Path> paths = new TreeSet<>();
    constraints().availableReadOnlyPaths().forEach(path -> paths.add(Path.of(path)));
    inputs().forEach(input -> input.source().ifPresent(paths::add));
    return paths;
  }

  /** A builder with nothing set. */
  static Builder builder() {
    return ImmutableBuildRequest.builder();
  }

  /** A builder that holds all of this request. */
  default Builder toBuilder() {
    return ImmutableBuildRequest.builder().from(this);
  }

  /** Collects the parts of a request. Not thread-safe. */
  interface Builder {
    /** Replaces the inputs. */
    Builder inputs(Iterable<? extends BuildInput> inputs);

    /** Appends an input. */
    Builder addInput(BuildInput input);

    /** Appends an input that comes from a file or folder of the host. */
    default Builder addInput(String name, Path source) {
      return addInput(new BuildInput(name, Optional.of(source)));
    }

    /** Appends an input that something else will provide. */
    default Builder addInput(String name) {
      return addInput(new BuildInput(name, Optional.empty()));
    }

    /** Replaces the command and its arguments. */
    default Builder commandArgs(String... args) {
      return commandArgs(List.of(args));
    }

    /** Replaces the command and its arguments. */
    Builder commandArgs(Iterable<String> args);

    /** Appends arguments. */
    Builder addCommandArgs(String... args);

    /** Sets where the command starts. */
    Builder workingDir(String path);

    /** Sets where the command starts; the container's root when it is empty. */
    Builder workingDir(Optional<String> path);

    /** Lets the command start in the container's root. */
    default Builder clearWorkingDir() {
      return workingDir(Optional.empty());
    }

    /** Replaces the writable folders. */
    default Builder scratchPaths(String... paths) {
      return scratchPaths(List.of(paths));
    }

    /** Replaces the writable folders. */
    Builder scratchPaths(Iterable<String> paths);

    /** Appends writable folders. */
    Builder addScratchPaths(String... paths);

    /** Sets the folder that the inputs are seen in. */
    Builder inputsDir(String path);

    /** Sets the folder that the inputs are seen in, if there is one. */
    Builder inputsDir(Optional<String> path);

    /** Removes the folder for inputs. */
    default Builder clearInputsDir() {
      return inputsDir(Optional.empty());
    }

    /** Replaces the outputs. */
    default Builder outputs(String... paths) {
      return outputs(List.of(paths));
    }

    /** Replaces the outputs. */
    Builder outputs(Iterable<String> paths);

    /** Appends outputs. */
    Builder addOutputs(String... paths);

    /** Replaces the environment. */
    Builder environment(Iterable<? extends EnvironmentVariable> variables);

    /** Appends a variable. */
    Builder addEnvironment(EnvironmentVariable variable);

    /** Sets a variable, at its place if it is there, else at the end. */
    Builder putEnvironment(String key, String value);

    /** Removes a variable if it is there. */
    Builder removeEnvironment(String key);

    /** Replaces the constraints. */
    Builder constraints(BuildConstraints constraints);

    /** Amends the constraints. */
    Builder constraints(Consumer<BuildConstraints.Builder> edit);

    /** Replaces the files that are written before the command starts. */
    Builder additionalFiles(Iterable<? extends AdditionalFile> files);

    /** Appends a file that is written before the command starts. */
    Builder addAdditionalFile(AdditionalFile file);

    /** Appends a file with these bytes. */
    default Builder addAdditionalFile(String path, byte[] contents) {
      return addAdditionalFile(AdditionalFile.of(path, contents));
    }

    /** Appends a file with the text's UTF-8 bytes. */
    default Builder addAdditionalFile(String path, String contents) {
      return addAdditionalFile(AdditionalFile.of(path, contents));
    }

    /** Replaces the texts that the outputs are searched for. */
    default Builder refscanNeedles(String... needles) {
      return refscanNeedles(List.of(needles));
    }

    /** Replaces the texts that the outputs are searched for. */
    Builder refscanNeedles(Iterable<String> needles);

    /** Appends texts that the outputs are searched for. */
    Builder addRefscanNeedles(String... needles);

    /**
     * Makes the request; the builder can be used further.
     *
     * @throws InvalidBuildRequestException with all faults when there are any
     */
    BuildRequest build();
  }
}
