using Microsoft.Extensions.Logging;

namespace Bourse.Gateway;

/// <summary>Log lines on the console.</summary>
public static class ConsoleLog
{
    // UTC, as everywhere else.
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";

    public static void Add(ILoggingBuilder logging, LogFormat format)
    {
        if (format == LogFormat.Json)
            logging.AddJsonConsole(console =>
                (console.IncludeScopes, console.UseUtcTimestamp, console.TimestampFormat) = (true, true, TimeFormat));
        else
            logging.AddSimpleConsole(console => console.SingleLine = true);
    }
}
