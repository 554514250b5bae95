package dev.ocispec.service;

import dev.ocispec.bundle.BundleAccessException;
import dev.ocispec.bundle.BundleException;
import dev.ocispec.host.HostCommandException;
import dev.ocispec.host.HostFacts;
import dev.ocispec.report.internal.IoReason;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Where a caller wants the outputs: each at its path below this folder. */
final class OutputDestination {
  private final Path folder;

  OutputDestination(Path folder) {
    this.folder = folder.toAbsolutePath();
  }

  /**
   * Checks, before anything starts, that no output would meet something that is there. That is a
   * courtesy: what comes in the meantime is met, and left alone, by {@link #take}.
   *
   * @throws OutputExistsException when one would, or when there is something else than a folder
   * @throws OutputRefusedException when the host takes no such path
   * @throws BundleAccessException when this user can't write there
   */
  void checkFree(List<String> outputs) {
    checkFolder();
    for (String output : outputs) {
      Path place = CollectedOutputs.place(folder, output);
      OutputKinds.unspeakable(place)
          .ifPresent(
              why -> {
                throw new OutputRefusedException(
                    output, "can't be moved to " + folder + ": it " + why);
              });
      if (Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
        throw new OutputExistsException(place);
      }
    }
  }

  /** Whether the folder can be made, so far as can be told before. */
  private void checkFolder() {
    Path there = folder.toAbsolutePath();
    while (!Files.exists(there, LinkOption.NOFOLLOW_LINKS) && there.getParent() != null) {
      there = there.getParent();
    }
    if (!Files.isDirectory(there)) {
      throw OutputExistsException.noFolder(there);
    }
    if (!Files.isWritable(there)) {
      throw new BundleAccessException(
          "move outputs into", there, new AccessDeniedException(there.toString()));
    }
  }

  /**
   * Moves the outputs here.
   *
   * @param outputs all of them, with their places on the host
   * @param outgoing a name for a folder on their file system, which is nobody else's
   * @return the outputs at their new places, in the same order
   * @throws OutputsNotMovedException when one can't be moved
   */
  List<BuildOutput> take(List<BuildOutput> outputs, Path outgoing, HostFacts caller) {
    Map<Path, Path> moves = new LinkedHashMap<>();
    topmost(outputs)
        .forEach(
            output ->
                moves.put(
                    output.hostPath().orElseThrow(),
                    CollectedOutputs.place(folder, output.path())));
    Placement placement = new Placement();
    try {
      Files.createDirectories(folder);
      try (Transfer transfer = Transfer.of(List.copyOf(moves.keySet()), outgoing, folder, caller)) {
        placement.place(transfer.ready(), List.copyOf(moves.values()));
      }
    } catch (IOException e) {
      throw notMoved(outputs, moves, placement, reason(e), e);
    } catch (BundleException | HostCommandException e) {
      throw notMoved(outputs, moves, placement, Objects.requireNonNull(e.getMessage()), e);
    }
    return outputs.stream()
        .map(output -> output.at(CollectedOutputs.place(folder, output.path())))
        .toList();
  }

  private static String reason(IOException e) {
    return e instanceof FileSystemException f && f.getFile() != null
        ? f.getFile() + ": " + IoReason.of(e)
        : IoReason.of(e);
  }

  private OutputsNotMovedException notMoved(
      List<BuildOutput> outputs,
      Map<Path, Path> moves,
      Placement placement,
      String reason,
      Exception cause) {
    List<BuildOutput> where = new ArrayList<>();
    for (BuildOutput output : outputs) {
      Path host = output.hostPath().orElseThrow();
      where.add(
          moves.entrySet().stream()
              .filter(move -> host.startsWith(move.getKey()))
              .filter(move -> placement.isAt(move.getValue()))
              .findFirst()
              .map(move -> output.at(CollectedOutputs.place(folder, output.path())))
              .orElse(output));
    }
    return new OutputsNotMovedException(folder, reason, where, cause);
  }

  /**
   * By path, so that runs with the same outputs meet at the first; those below others come along.
   */
  private static List<BuildOutput> topmost(List<BuildOutput> outputs) {
    List<BuildOutput> top = new ArrayList<>();
    outputs.stream()
        .sorted(Comparator.comparing(BuildOutput::path))
        .filter(output -> top.stream().noneMatch(t -> output.path().startsWith(t.path() + "/")))
        .forEach(top::add);
    return top;
  }
}
