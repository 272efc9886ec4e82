using Bourse.Exchange;

namespace Bourse.Engine;

/// <summary>How often a command of one kind had one outcome since the start.</summary>
public readonly record struct CommandCount(CommandType Type, Outcome Outcome, RefusalReason Reason, long Count);
