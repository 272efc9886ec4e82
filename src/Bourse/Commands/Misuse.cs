using System.CommandLine;
using Bourse.Output;

namespace Bourse.Commands;

/// <summary>What a command line that cannot be understood is answered with.</summary>
internal static class Misuse
{
    public static int Print(ParseResult invocation)
    {
        foreach (var error in invocation.Errors)
            Screen.Fail(error.Message);
        return Screen.Fail("see 'bourse --help', or '--help' behind any command.", ExitCode.Misused);
    }
}
