package dev.ocispec.service;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * How a service talks to an engine on other machines, see {@code docs/remote.md}; of no use to a
 * service that builds on this one. Anything not set has the default given here.
 */
public interface EngineOptions {
  /** How long a call may take by default that neither runs a build nor moves large contents. */
  Duration DEFAULT_CALL_TIMEOUT = Duration.ofSeconds(30);

  /** How long transfers and the engine's queue may hold a build up by default. */
  Duration DEFAULT_WAIT_LIMIT = Duration.ofMinutes(15);

  /** How often a call is made by default until it succeeds. */
  int DEFAULT_ATTEMPTS = 5;

  /**
   * Sends a header with every call, for instance {@code authorization}; by default none.
   *
   * @param name the header's name: lower-case letters, digits, {@code -}, {@code _} and {@code .},
   *     else the service is not opened
   * @param value gives the value, asked anew for every call, so that it may expire; it appears in
   *     no message
   * @return these options
   */
  EngineOptions putHeader(String name, Supplier<String> value);

  /**
   * Whom to believe that the engine is who it says, with an address of the scheme {@code
   * reapi+grpcs}. Default: the authorities that Java believes.
   *
   * @param certificates a file with one or more certificates in PEM form
   * @return these options
   */
  EngineOptions authorities(Path certificates);

  /**
   * Who this client is, for engines that ask for a certificate; by default it has none. Takes
   * effect together with {@link #clientKey}.
   *
   * @param chain a file with the client's certificate, and those between it and its authority, in
   *     PEM form
   * @return these options
   */
  EngineOptions clientCertificate(Path chain);

  /**
   * The private key of {@link #clientCertificate}.
   *
   * @param key a file with an unencrypted PKCS #8 key in PEM form
   * @return these options
   */
  EngineOptions clientKey(Path key);

  /**
   * Asks for workers with a property, such as {@code Pool}. Those in the address and these take
   * precedence over what follows from the request's system ({@code OSFamily} and {@code ISA}).
   *
   * @param name the property's name
   * @param value its value
   * @return these options
   */
  EngineOptions putPlatformProperty(String name, String value);

  /**
   * What runs {@code ocispec} on a worker. Default: {@code ocispec}, found through {@code PATH}.
   *
   * @param command a program and its first arguments, at least one text
   * @return these options
   */
  EngineOptions command(String... command);

  /**
   * Sets a variable for {@code ocispec} on a worker, not for the build's command. By default it has
   * only {@code PATH}, with the usual six folders.
   *
   * @param name the variable's name
   * @param value its value
   * @return these options
   */
  EngineOptions putVariable(String name, String value);

  /**
   * How long a call may take that neither runs a build nor moves large contents; more than 0, else
   * the service is not opened. Default {@link #DEFAULT_CALL_TIMEOUT}.
   *
   * @param limit how long
   * @return these options
   */
  EngineOptions callTimeout(Duration limit);

  /**
   * How much longer than its own time limit a build may take, because of transfers and of other
   * builds in the engine's queue; 0 or more, else the service is not opened. When both have passed,
   * the build ends as {@link BuildStatus#TIMED_OUT}. Default {@link #DEFAULT_WAIT_LIMIT}.
   *
   * @param limit how long
   * @return these options
   */
  EngineOptions waitLimit(Duration limit);

  /**
   * How often a call is made until it succeeds, when it fails in a way that may pass; at least 1,
   * else the service is not opened. The pauses between grow from a tenth of a second to ten
   * seconds, each shortened at random by up to a half. Default {@link #DEFAULT_ATTEMPTS}.
   *
   * @param calls how often
   * @return these options
   */
  EngineOptions attempts(int calls);

  /**
   * Whether a result of an equal build is taken from the engine's cache; default {@code true}.
   *
   * @param value whether it is taken
   * @return these options
   */
  EngineOptions acceptCached(boolean value);
}
