//! The network, run by `rten`: a window in, the scores of every head out.
//!
//! In: a [`Window`], or pairs of arcs' ends · Out: [`Scores`], row by row · From: `training/export.py` writes the graphs
//! Fails: a graph that does not load yields no network; a run that fails yields no scores
//! Cost: about 20 ms a full window of `full`
//!
//! One window is run at a time and unpadded, on one thread: its activations take their int8 scale from it alone, so
//! its neighbours and the number of threads change nothing.

use super::window::Window;
use rten::{Model, ModelOptions, NodeId, RunOptions, ThreadPool, Value, op_registry};
use rten_tensor::NdTensor;
use rten_tensor::{AsView, Layout};
use std::sync::Arc;
use std::sync::mpsc::{Sender, channel};

thread_local! {
    /// Every calling thread has one thread of its own to run on.
    static ALONE: Option<Aside> = Aside::open();
}

type Job = Box<dyn FnOnce(&Arc<ThreadPool>) + Send>;

/// A thread that runs networks for one other thread, which waits for it.
///
/// `rten` enters a pool of `rayon` for each run. Entered from a worker of another pool, that worker would begin other
/// work while it waits, and that work its own runs, until the stack is full. So workers wait at a channel instead.
struct Aside(Sender<Job>);

/// Does something on this thread's own thread aside.
fn aside<R: Send + 'static>(work: impl FnOnce(&Arc<ThreadPool>) -> R + Send + 'static) -> Option<R> {
    ALONE.with(|aside| aside.as_ref().and_then(|aside| aside.run(work)))
}

impl Aside {
    fn open() -> Option<Self> {
        let (jobs, todo) = channel::<Job>();
        let work = move || {
            let pool = Arc::new(ThreadPool::with_num_threads(1));
            todo.into_iter().for_each(|job| job(&pool));
        };
        std::thread::Builder::new().name("desk".to_owned()).spawn(work).ok()?;
        Some(Aside(jobs))
    }

    fn run<R: Send + 'static>(&self, work: impl FnOnce(&Arc<ThreadPool>) -> R + Send + 'static) -> Option<R> {
        let (done, result) = channel();
        let job: Job = Box::new(move |pool| drop(done.send(work(pool))));
        self.0.send(job).ok()?;
        result.recv().ok()
    }
}

/// A loaded graph with its ends.
struct Graph {
    model: Arc<Model>,
    inputs: Vec<NodeId>,
    outputs: Vec<NodeId>,
}

impl Graph {
    fn load(bytes: &[u8], inputs: &[&str], outputs: &[&str]) -> Option<Self> {
        // Loading enters a pool, too, and whoever waits there must not begin what waits for this graph.
        let bytes = bytes.to_vec();
        Graph::between(Arc::new(aside(|_| load(bytes))??), inputs, outputs)
    }

    /// A graph, or part of it, by its ends.
    fn between(model: Arc<Model>, inputs: &[&str], outputs: &[&str]) -> Option<Self> {
        let ids = |names: &[&str]| names.iter().map(|n| model.find_node(n)).collect::<Option<Vec<_>>>();
        Some(Graph { inputs: ids(inputs)?, outputs: ids(outputs)?, model })
    }

    fn run(&self, inputs: Vec<Value>) -> Option<Vec<Matrix>> {
        let (model, outputs) = (Arc::clone(&self.model), self.outputs.clone());
        let inputs: Vec<(NodeId, Value)> = self.inputs.iter().copied().zip(inputs).collect();
        let work = move |pool: &Arc<ThreadPool>| {
            let options = RunOptions::default().with_thread_pool(Some(Arc::clone(pool)));
            let inputs = inputs.into_iter().map(|(id, value)| (id, value.into())).collect();
            model.run(inputs, &outputs, Some(options)).ok()
        };
        aside(work)??.into_iter().map(Matrix::new).collect()
    }
}

fn load(bytes: Vec<u8>) -> Option<Model> {
    let mut options = ModelOptions::with_ops(op_registry!(
        Add,
        Cast,
        Concat,
        DynamicQuantizeLinear,
        Gather,
        Gelu,
        Identity,
        LayerNormalization,
        MatMul,
        MatMulInteger,
        Mul,
        Pad,
        Relu,
        Reshape,
        Shape,
        Slice,
        Softmax,
        Split,
        Tanh,
        Transpose
    ));
    options.prepack_weights(true);
    options.load(bytes).ok()
}

/// Rows of numbers.
#[derive(Clone, Debug, Default)]
pub(super) struct Matrix {
    columns: usize,
    numbers: Vec<f32>,
}

impl Matrix {
    fn new(value: Value) -> Option<Self> {
        let tensor: NdTensor<f32, 2> = value.try_into().ok()?;
        let [_, columns] = tensor.shape();
        Some(Matrix { columns, numbers: tensor.to_vec() })
    }

    /// Row `at`; empty where there is none.
    pub(super) fn row(&self, at: usize) -> &[f32] {
        self.numbers.get(at * self.columns..(at + 1) * self.columns).unwrap_or_default()
    }
}

/// The graph of the reranker.
pub(super) struct Pairs(Graph);

impl Pairs {
    /// Reads the graph.
    pub(super) fn load(bytes: &[u8]) -> Option<Self> {
        Graph::load(bytes, &["rows", "kinds", "share"], &["score"]).map(Pairs)
    }

    /// The score of T pieces, given their vectors, the kind of each, and its share in the sentence.
    pub(super) fn score(&self, rows: Matrix, kinds: &[i32], share: &[f32]) -> Option<f32> {
        let pieces = kinds.len();
        let rows = NdTensor::from_data([pieces, rows.columns], rows.numbers);
        let kinds = NdTensor::from_data([pieces], kinds.to_vec());
        let share = NdTensor::from_data([1, pieces], share.to_vec());
        self.0.run(vec![rows.into(), kinds.into(), share.into()])?.pop()?.row(0).first().copied()
    }
}

/// What the network says of a window of W words. Row W of each is the window itself, the root of its trees.
pub(super) struct Scores {
    /// Scores of all labels of all taggers, W + 1 × ΣK.
    pub tags: Matrix,
    /// Row: dependent, column: head; W + 1 × W + 1.
    pub arcs: Matrix,
    /// What each word says of its relation as dependent.
    pub dep: Matrix,
    /// And as head.
    pub head: Matrix,
}

/// The one graph of `fast`.
pub(super) struct Student(Graph);

impl Student {
    /// Reads the graph.
    pub(super) fn load(bytes: &[u8]) -> Option<Self> {
        let inputs = ["first", "second", "prefix", "suffix", "written"];
        Graph::load(bytes, &inputs, &["tags"]).map(Student)
    }

    /// Scores of all labels, one row a word. Five numbers a word, in the order of the graph's inputs.
    pub(super) fn read(&self, words: [Vec<i32>; 5]) -> Option<Matrix> {
        let input = |numbers: Vec<i32>| NdTensor::from_data([numbers.len()], numbers).into();
        self.0.run(words.into_iter().map(input).collect())?.pop()
    }
}

/// The value of the graph of windows that holds the vectors of the pieces: the table's rows with their scales.
const ROWS: &str = "n3";

/// The two graphs of `full`.
pub(super) struct Network {
    window: Graph,
    /// The part of it that looks the pieces up, which the reranker reads, too.
    rows: Graph,
    rels: Graph,
}

impl Network {
    /// Reads the graphs.
    pub(super) fn load(window: &[u8], rels: &[u8]) -> Option<Self> {
        let window = Graph::load(window, &["ids", "written", "first"], &["tags", "arcs", "dep", "head"])?;
        let rows = Graph::between(Arc::clone(&window.model), &["ids"], &[ROWS])?;
        Some(Network { window, rows, rels: Graph::load(rels, &["ends"], &["scores"])? })
    }

    /// The vectors of pieces out of the table, before anything is read of them.
    pub(super) fn rows(&self, ids: &[i32]) -> Option<Matrix> {
        self.rows.run(vec![NdTensor::from_data([ids.len()], ids.to_vec()).into()])?.pop()
    }

    /// Runs one window.
    pub(super) fn read(&self, window: &Window) -> Option<Scores> {
        let mut first = window.first.clone();
        first.push(0);
        let input = |numbers: &[i32]| NdTensor::from_data([numbers.len()], numbers.to_vec()).into();
        let out = self.window.run(vec![input(&window.ids), input(&window.written), input(&first)])?;
        let [tags, arcs, dep, head] = out.try_into().ok()?;
        Some(Scores { tags, arcs, dep, head })
    }

    /// Scores of the relations of arcs: one row an arc, given the sum of what its ends say.
    pub(super) fn relations(&self, ends: &[f32], arcs: usize) -> Option<Matrix> {
        let width = ends.len().checked_div(arcs)?;
        let ends = NdTensor::from_data([arcs, width], ends.to_vec());
        self.rels.run(vec![ends.into()])?.pop()
    }
}
