import { dedent } from "../constructs/dedent";

/**
 * The Perl function that writes a variable.
 *
 * It is Perl without modules from elsewhere, because the image of PostgreSQL has Perl and neither curl nor the command `nomad`. It talks
 * to the API of the Nomad client that runs the task, with the identity of the task; so no password is in a job, a plan, or a state.
 *
 * @see https://developer.hashicorp.com/nomad/api-docs/task-api
 * @see https://developer.hashicorp.com/nomad/api-docs/variables/variables#create-variable
 */
const put = dedent`
  use strict;
  use warnings;
  use IO::Socket::UNIX;

  my ($base, @users) = @ARGV;

  sub put {
      my ($path, $query, %items) = @_;
      my $items = join ",", map { qq("$_":"$items{$_}") } sort keys %items;
      my $namespace = $ENV{NOMAD_NAMESPACE};
      my $body = qq({"Namespace":"$namespace","Path":"$path","Items":{$items}});
      my $socket = IO::Socket::UNIX->new(Peer => "$ENV{NOMAD_SECRETS_DIR}/api.sock")
          or die "the task API of Nomad does not answer: $!\\n";
      print $socket "PUT /v1/var/$path?namespace=$namespace$query HTTP/1.0\\r\\nHost: nomad\\r\\n",
          "X-Nomad-Token: $ENV{NOMAD_TOKEN}\\r\\nContent-Length: ", length $body, "\\r\\n\\r\\n", $body;
      my $status = <$socket> // "";
      $status =~ m{^HTTP/\\S+ (\\d+)} or die "$path: the task API of Nomad did not answer\\n";
      return $1 if $1 == 200 || $1 == 409;
      # The answer to a conflict can contain the password; that to other errors is a message.
      local $/;
      my (undef, $message) = split /\\r\\n\\r\\n/, <$socket> // "", 2;
      die "$path: Nomad answered $1: $message\\n";
  }
`;

const createPasswords = dedent`
  sub random {
      open my $source, "<:raw", "/dev/urandom" or die "/dev/urandom: $!\\n";
      read($source, my $bytes, 24) == 24 or die "/dev/urandom is too short\\n";
      return unpack "H*", $bytes;
  }

  for my $user (@users) {
      my $status = put("$base/users/$user", "&cas=0", user => $user, password => random());
      print "$user: ", $status == 200 ? "created a password" : "has a password", "\\n";
  }
`;

const putAddress = dedent`
  put("$base/address", "", host => $ENV{NOMAD_HOST_IP_postgres}, port => $ENV{NOMAD_HOST_PORT_postgres});
`;

/**
 * The program that creates a random password for each user that has none. A check-and-set with the index 0 creates a variable and never
 * replaces one, also if several instances start at once.
 */
export const passwordsProgram = `${put}\n${createPasswords}`;

/** The program that writes the variables of a single instance before the server starts: the passwords and the address. */
export const variablesProgram = `${passwordsProgram}${putAddress}`;

/** The program that writes the address of its instance. */
export const addressProgram = `${put}\n${putAddress}`;
