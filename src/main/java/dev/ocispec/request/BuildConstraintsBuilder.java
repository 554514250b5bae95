package dev.ocispec.request;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

final class BuildConstraintsBuilder implements BuildConstraints.Builder {
  private Optional<String> system = Optional.empty();
  private long minMemory;
  private final List<String> readOnlyPaths = new ArrayList<>();
  private boolean networkAccess;
  private boolean provideBinSh;

  BuildConstraintsBuilder() {}

  BuildConstraintsBuilder(BuildConstraints from) {
    system = from.system();
    minMemory = from.minMemory();
    readOnlyPaths.addAll(from.availableReadOnlyPaths());
    networkAccess = from.networkAccess();
    provideBinSh = from.provideBinSh();
  }

  @Override
  public BuildConstraints.Builder system(String value) {
    system = Optional.of(value);
    return this;
  }

  @Override
  public BuildConstraints.Builder clearSystem() {
    system = Optional.empty();
    return this;
  }

  @Override
  public BuildConstraints.Builder minMemory(long bytes) {
    minMemory = bytes;
    return this;
  }

  @Override
  public BuildConstraints.Builder availableReadOnlyPaths(String... paths) {
    return availableReadOnlyPaths(List.of(paths));
  }

  @Override
  public BuildConstraints.Builder availableReadOnlyPaths(Iterable<String> paths) {
    readOnlyPaths.clear();
    paths.forEach(readOnlyPaths::add);
    return this;
  }

  @Override
  public BuildConstraints.Builder addAvailableReadOnlyPaths(String... paths) {
    readOnlyPaths.addAll(List.of(paths));
    return this;
  }

  @Override
  public BuildConstraints.Builder networkAccess(boolean value) {
    networkAccess = value;
    return this;
  }

  @Override
  public BuildConstraints.Builder provideBinSh(boolean value) {
    provideBinSh = value;
    return this;
  }

  @Override
  public BuildConstraints build() {
    return new BuildConstraintsValue(system, minMemory, readOnlyPaths, networkAccess, provideBinSh);
  }
}
