using System.CommandLine;
using Bourse.Feeds.Registry;
using Bourse.Feeds.Venues;
using Bourse.Output;

namespace Bourse.Commands;

/// <summary><c>bourse feeds check</c>: every mistake in a registry of venues, or what it says.</summary>
internal static class FeedsCheckCommand
{
    private static readonly Argument<string?> Path = new("file")
    {
        Description = "The registry; ./config/venues.json, or else the one that comes with the program, when left out.",
        DefaultValueFactory = _ => null,
    };

    private static readonly Option<OutputFormat> Output = CommonOptions.Output();

    public static Command Create()
    {
        var command = new Command(
            "check",
            "Read a registry of venues and the environment, without a server, and print each mistake with its line. "
            + "Example: bourse feeds check config/venues.json")
        {
            Path, Output,
        };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult given)
    {
        var file = given.GetValue(Path) is { } path ? new RegistryFile(path) : NodeVenues.File(new VenueFeedOptions());
        try
        {
            var reading = RegistryReader.Read(file.Read());
            if (reading.Registry is { } registry)
                reading = RegistryOverrides.Of(Environment.GetEnvironmentVariables()).ApplyTo(registry);
            return Print(file.Path, reading, given.GetValue(Output));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return Screen.Fail(fault.Message);
        }
    }

    private static int Print(string path, RegistryReading reading, OutputFormat format)
    {
        if (reading.Registry is { } registry)
        {
            var venues = new Report("venue", "name", "protocol", "enabled", "socket", "rest", "symbols");
            foreach (var venue in registry.Venues)
                venues.Add(
                    venue.Code, venue.Name, venue.Protocol, venue.IsEnabled, venue.Socket, venue.Rest,
                    string.Join(' ', venue.Symbols.Select(symbol => symbol.Symbol)));
            venues.Print(format);
            return ExitCode.Fine;
        }

        var mistakes = new Report("line", "reason");
        foreach (var fault in reading.Faults)
            mistakes.Add(fault.Line == 0 ? null : fault.Line, fault.Reason);
        mistakes.Print(format);
        return Screen.Fail($"{path} has {reading.Faults.Count} mistakes.");
    }
}
