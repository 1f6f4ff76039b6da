mod entity;
mod ids;
