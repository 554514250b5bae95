package dev.ocispec.cli;

import dev.ocispec.json.DocumentAccessException;
import dev.ocispec.service.EngineOptions;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The options of a build on an engine of the Remote Execution API. */
final class EngineFlags {
  /** What only makes sense on this machine. */
  private static final List<String> LOCAL = List.of("--runtime", "--builds", "--features");

  private static final List<String> LOCAL_FLAGS = List.of("--keep", "--shell-on-failure");

  private EngineFlags() {}

  static void declare(CliCommand command) {
    command.option(
        "--engine",
        "URI",
        "Build on an engine of the Remote Execution API instead of this machine:"
            + " reapi+grpc[s]://host:port[/instance].");
    command.repeatedOption(
        "--engine-header",
        "NAME=VALUE",
        "Header of every call, for instance authorization; the value @FILE is read from a file.");
    command.option("--engine-ca", "FILE", "Certificates (PEM) to verify the engine with.");
    command.option("--engine-certificate", "FILE", "Certificate (PEM) of this client.");
    command.option("--engine-key", "FILE", "Private key (PEM, PKCS #8) of this client.");
    command.repeatedOption("--platform", "NAME=VALUE", "Property that a worker must have.");
    command.option(
        "--engine-command", "PATH", "What runs ocispec on a worker; default: ocispec in PATH.");
    command.flag("--no-cache", "Do not take the result of an equal build from the engine's cache.");
  }

  /** The engine's address, if the build is to run on one. */
  static Optional<URI> address(CliCommand command) {
    @Nullable String text = command.value("--engine");
    if (text == null) {
      return Optional.empty();
    }
    for (String local : LOCAL) {
      if (command.has(local)) {
        throw new UsageException(local + " and --engine are mutually exclusive");
      }
    }
    for (String local : LOCAL_FLAGS) {
      if (command.has(local)) {
        throw new UsageException(local + " and --engine are mutually exclusive");
      }
    }
    try {
      return Optional.of(new URI(text));
    } catch (URISyntaxException e) {
      throw new UsageException("--engine: expected a URI, found " + text + ": " + e.getMessage());
    }
  }

  static void set(CliCommand command, EngineOptions options) {
    pairs(
        command,
        "--engine-header",
        (name, value) -> {
          String text = value.startsWith("@") ? contents(Input.path(value.substring(1))) : value;
          options.putHeader(name, () -> text);
        });
    pairs(command, "--platform", options::putPlatformProperty);
    file(command, "--engine-ca").ifPresent(options::authorities);
    file(command, "--engine-certificate").ifPresent(options::clientCertificate);
    file(command, "--engine-key").ifPresent(options::clientKey);
    Optional.ofNullable(command.value("--engine-command")).ifPresent(options::command);
    options.acceptCached(!command.has("--no-cache"));
  }

  private static void pairs(CliCommand command, String option, BiConsumer<String, String> pair) {
    for (String text : command.values(option)) {
      int equals = text.indexOf('=');
      if (equals < 1) {
        // Not the text itself: it may be a secret.
        throw new UsageException(option + ": expected NAME=VALUE");
      }
      pair.accept(text.substring(0, equals), text.substring(equals + 1));
    }
  }

  private static Optional<Path> file(CliCommand command, String option) {
    return Optional.ofNullable(command.value(option)).map(Input::path);
  }

  private static String contents(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new DocumentAccessException("read", file, e);
    }
  }
}
