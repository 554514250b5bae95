package dev.ocispec.cdi;

import dev.ocispec.report.internal.IoReason;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The files of several folders, and what is wrong with those that can't be used. */
final class CdiFolders {
  private final List<CdiFile> files = new ArrayList<>();
  private final List<CdiException> problems = new ArrayList<>();

  private CdiFolders() {}

  /** Reads all, the folders being in the order of rising precedence. */
  static CdiFolders read(List<Path> folders) {
    CdiFolders result = new CdiFolders();
    for (int priority = 0; priority < folders.size(); priority++) {
      for (Path file : result.candidates(folders.get(priority))) {
        try {
          result.files.add(CdiFile.read(file, priority));
        } catch (CdiException e) {
          result.problems.add(e);
        }
      }
    }
    return result;
  }

  /** By name; folders in it are passed over, and a folder that is not there has none. */
  private List<Path> candidates(Path folder) {
    List<Path> names = new ArrayList<>();
    try (DirectoryStream<Path> entries =
        Files.newDirectoryStream(folder, CdiFile::isNamedLikeOne)) {
      entries.forEach(names::add);
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (NotDirectoryException e) {
      problems.add(new CdiFileException(folder, "expected a folder, found something else", e));
    } catch (DirectoryIteratorException e) {
      problems.add(
          new CdiFileException(folder, IoReason.of(Objects.requireNonNull(e.getCause())), e));
    } catch (IOException e) {
      problems.add(new CdiFileException(folder, IoReason.of(e), e));
    }
    return names.stream().filter(name -> !Files.isDirectory(name)).sorted().toList();
  }

  List<CdiFile> files() {
    return files;
  }

  List<CdiException> problems() {
    return problems;
  }
}
