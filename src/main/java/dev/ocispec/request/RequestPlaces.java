package dev.ocispec.request;

import java.util.List;
import java.util.Optional;

/** The part of {@link BuildRequest.Builder} that says where things are in the container. */
interface RequestPlaces {
  /**
   * Sets where the command starts.
   *
   * @param path a folder, relative to the container's root; an empty text for that root
   * @return this builder
   */
  BuildRequest.Builder workingDir(String path);

  /**
   * Sets where the command starts; the container's root when it is empty.
   *
   * @param path a folder, relative to the container's root, or empty
   * @return this builder
   */
  BuildRequest.Builder workingDir(Optional<String> path);

  /**
   * Lets the command start in the container's root.
   *
   * @return this builder
   */
  default BuildRequest.Builder clearWorkingDir() {
    return workingDir(Optional.empty());
  }

  /**
   * Replaces the writable folders.
   *
   * @param paths the folders, relative to the container's root
   * @return this builder
   */
  default BuildRequest.Builder scratchPaths(String... paths) {
    return scratchPaths(List.of(paths));
  }

  /**
   * Replaces the writable folders.
   *
   * @param paths the folders, relative to the container's root
   * @return this builder
   */
  BuildRequest.Builder scratchPaths(Iterable<String> paths);

  /**
   * Appends writable folders.
   *
   * @param paths the folders, relative to the container's root
   * @return this builder
   */
  BuildRequest.Builder addScratchPaths(String... paths);

  /**
   * Sets the folder that the inputs are seen in.
   *
   * @param path a folder, relative to the container's root; an empty text for none
   * @return this builder
   */
  BuildRequest.Builder inputsDir(String path);

  /**
   * Sets the folder that the inputs are seen in, if there is one.
   *
   * @param path a folder, relative to the container's root, or empty
   * @return this builder
   */
  BuildRequest.Builder inputsDir(Optional<String> path);

  /**
   * Removes the folder for inputs.
   *
   * @return this builder
   */
  default BuildRequest.Builder clearInputsDir() {
    return inputsDir(Optional.empty());
  }

  /**
   * Replaces the outputs.
   *
   * @param paths the outputs' paths, relative to the container's root
   * @return this builder
   */
  default BuildRequest.Builder outputs(String... paths) {
    return outputs(List.of(paths));
  }

  /**
   * Replaces the outputs.
   *
   * @param paths the outputs' paths, relative to the container's root
   * @return this builder
   */
  BuildRequest.Builder outputs(Iterable<String> paths);

  /**
   * Appends outputs.
   *
   * @param paths the outputs' paths, relative to the container's root
   * @return this builder
   */
  BuildRequest.Builder addOutputs(String... paths);
}
