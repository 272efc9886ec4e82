namespace Bourse.Engine;

/// <summary>Takes answers as soon as they are given, for those to whom a change of threads is too long.</summary>
public interface IAnswerSink
{
    /// <summary>
    /// The answer to the command that was handed in with that tag. On the engine's thread, which does nothing else
    /// meanwhile, or on the caller's when the command is not taken. It must not throw, and must not hand in commands and
    /// wait for their answers.
    /// </summary>
    public void Take(long tag, in Answer answer);
}
