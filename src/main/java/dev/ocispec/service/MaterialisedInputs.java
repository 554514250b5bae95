package dev.ocispec.service;

import dev.ocispec.bundle.InputUnavailableException;
import dev.ocispec.report.internal.QuietLogging;
import dev.ocispec.request.BuildInput;
import dev.ocispec.request.BuildRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;

/** The inputs of one build that a provider made available, until they are released. */
final class MaterialisedInputs implements AutoCloseable {
  private static final Logger LOG = QuietLogging.logger(MaterialisedInputs.class);

  private final Deque<ProvidedInput> provided = new ArrayDeque<>();
  private BuildRequest request;

  private MaterialisedInputs(BuildRequest request) {
    this.request = request;
  }

  /**
   * Makes available what the request names without a source.
   *
   * @throws InputUnavailableException when an input can't be had
   */
  static MaterialisedInputs of(BuildRequest request, Optional<InputProvider> provider) {
    MaterialisedInputs inputs = new MaterialisedInputs(request);
    try {
      inputs.materialise(provider);
      return inputs;
    } catch (RuntimeException | Error e) {
      inputs.close();
      throw e;
    }
  }

  /** The request with a source for each input. */
  BuildRequest request() {
    return request;
  }

  private void materialise(Optional<InputProvider> provider) {
    if (request.inputs().stream().allMatch(input -> input.source().isPresent())) {
      return;
    }
    List<BuildInput> inputs = new ArrayList<>();
    for (BuildInput input : request.inputs()) {
      inputs.add(
          input.source().isPresent()
              ? input
              : new BuildInput(input.name(), Optional.of(materialise(input.name(), provider))));
    }
    request = request.toBuilder().inputs(inputs).build();
  }

  private Path materialise(String name, Optional<InputProvider> provider) {
    if (provider.isEmpty()) {
      throw new InputUnavailableException(
          name, Optional.empty(), "expected a source, since the service has no input provider");
    }
    try {
      ProvidedInput input = provider.get().materialise(name);
      provided.push(input);
      Path path = input.path();
      if (!path.isAbsolute() || Files.isSymbolicLink(path) || !Files.exists(path)) {
        throw new InputUnavailableException(
            name,
            Optional.of(path),
            "expected the provider to give an absolute path to an existing file or folder,"
                + " not a symbolic link");
      }
      return path;
    } catch (IOException e) {
      throw new InputUnavailableException(
          name, Optional.empty(), "not provided: " + e.getMessage(), e);
    }
  }

  /** Releases in the opposite order; that one fails does not keep the others. */
  @Override
  public void close() {
    while (!provided.isEmpty()) {
      ProvidedInput input = provided.pop();
      try {
        input.close();
      } catch (IOException | RuntimeException e) {
        LOG.warn("the input {} can't be released", input.path(), e);
      }
    }
  }
}
