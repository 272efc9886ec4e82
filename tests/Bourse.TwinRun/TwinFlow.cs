/// <summary>A kind of random flow: how many commands a seed is good for, and what goes wrong with them, if anything.</summary>
internal sealed record TwinFlow(string Name, int CommandsPerRound, Func<int, int, string?> Difference);
