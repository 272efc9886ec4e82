using System.CommandLine;
using Bourse.Commands;

var root = new RootCommand("Bourse: a whole market in one program. Start with 'bourse serve'.")
{
    ServeCommand.Create(),
    LoadCommand.Create(),
    QueryCommand.Create(),
    SymbolsCommand.Create(),
    StatsCommand.Create(),
    SummaryCommand.Create(),
    ReplayCommand.Create(),
    JournalCommand.Create(),
    ExchangeCommand.Create(),
    UsersCommand.Create(),
    KeysCommand.Create(),
    RecordsCommand.Create(),
    AlertsCommand.Create(),
    WatchlistsCommand.Create(),
    FeedsCommand.Create(),
    BenchCommand.Create(),
    ConfigCommand.Create(),
};

// Commands see to signals themselves: a server is given the time it needs to flush and close.
var configuration = new InvocationConfiguration { ProcessTerminationTimeout = null };
var invocation = root.Parse(args);
return invocation.Errors.Count > 0 ? Misuse.Print(invocation) : await invocation.InvokeAsync(configuration);
