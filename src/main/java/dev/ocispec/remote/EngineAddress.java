package dev.ocispec.remote;

import dev.ocispec.service.ServiceAddressException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where an engine is.
 *
 * @param tls whether connections are encrypted
 * @param host a name or an address
 * @param port from 1 to 65535
 * @param instance the engine's instance; empty for its only one
 * @param properties what workers must have, by name
 */
record EngineAddress(
    boolean tls, String host, int port, String instance, Map<String, String> properties) {
  private static final String PLAIN = "reapi+grpc";
  private static final String ENCRYPTED = "reapi+grpcs";
  private static final String FORM = "reapi+grpc[s]://host:port[/instance][?property=value&…]";
  private static final int LAST_PORT = 65_535;

  EngineAddress {
    properties = Map.copyOf(properties);
  }

  static boolean isScheme(@Nullable String scheme) {
    return PLAIN.equalsIgnoreCase(scheme) || ENCRYPTED.equalsIgnoreCase(scheme);
  }

  /**
   * Reads an address of one of the two schemes.
   *
   * @throws ServiceAddressException when something is missing or too much
   */
  static EngineAddress parse(URI address) {
    if (address.isOpaque() || address.getHost() == null) {
      throw fault(address, "no host");
    }
    if (address.getPort() < 1 || address.getPort() > LAST_PORT) {
      throw fault(address, "no port from 1 to 65535");
    }
    if (address.getRawUserInfo() != null) {
      throw fault(
          address.getRawUserInfo().isEmpty() ? address : withoutUser(address),
          "credentials in it; EngineOptions.putHeader (--engine-header) takes them");
    }
    if (address.getRawFragment() != null) {
      throw fault(address, "a fragment");
    }
    String path = address.getPath();
    String instance = path.startsWith("/") ? path.substring(1) : path;
    if (instance.startsWith("/") || instance.endsWith("/") || instance.contains("//")) {
      throw fault(address, "an instance with an empty part");
    }
    return new EngineAddress(
        ENCRYPTED.equalsIgnoreCase(address.getScheme()),
        address.getHost(),
        address.getPort(),
        instance,
        properties(address));
  }

  private static Map<String, String> properties(URI address) {
    Map<String, String> properties = new TreeMap<>();
    if (address.getRawQuery() == null) {
      return properties;
    }
    for (String pair : address.getRawQuery().split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals < 1) {
        throw fault(address, "a query that is not property=value");
      }
      String name = decode(pair.substring(0, equals));
      if (properties.put(name, decode(pair.substring(equals + 1))) != null) {
        throw fault(address, "the property " + name + " twice");
      }
    }
    return properties;
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  /** What may be a password stays out of messages. */
  private static URI withoutUser(URI address) {
    return URI.create(
        address.getScheme() + "://…@" + address.getHost() + ":" + address.getPort() + "/");
  }

  private static ServiceAddressException fault(URI address, String found) {
    return new ServiceAddressException(address, FORM, found);
  }

  /** For messages: where, without the instance. */
  @Override
  public String toString() {
    return (tls ? ENCRYPTED : PLAIN) + "://" + host + ":" + port;
  }
}
